import { vendorDate } from '../dates.ts';
import { millionths, multiply, plain, sixDecimals, sum } from '../decimal.ts';
import type { SourceBalance, SourceDocument, SourceItem, SourceLine, SourceWarehouse } from '../source.ts';

export type Json = Record<string, unknown>;

// JSON.rawJSON keeps digits as written (12.000000); TypeScript's own library does not describe it yet.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
const zero = rawJSON('0.000000');

/** Decimal text as the vendor prints it: a JSON number with six decimals. */
export function number(text: string): unknown {
  return rawJSON(sixDecimals(millionths(text)));
}

const idOfUnit: Readonly<Record<string, number>> = { PSG: 50, BOX: 51, PCS: 52 };
const unitOf = (name: string) => ({ id: idOfUnit[name] ?? 59, name });

export function itemHead(item: SourceItem): Json {
  return {
    id: item.id,
    no: item.no,
    name: item.name,
    shortName: item.name,
    itemType: 'INVENTORY',
    itemTypeName: 'Persediaan',
    unit1: unitOf(item.unit),
    unit1Name: item.unit,
    unitPrice: number(item.unitPrice),
    cost: number(item.cost),
    suspended: false,
    optLock: 0,
    lastUpdate: '01/01/2024 08:00:00',
  };
}

export function itemDetail(item: SourceItem, balances: readonly SourceBalance[], warehouses: readonly SourceWarehouse[]): Json {
  const byId = new Map(balances.map((balance) => [balance.warehouseId, balance.balance]));
  const total = sum(byId.values());
  const rows = warehouses.map((warehouse) => warehouseBalance(warehouse, byId.get(warehouse.id) ?? '0', item.unit));
  const day = vendorDate('2026-01-01');
  return {
    ...itemHead(item),
    balance: number(total),
    balanceInUnit: `${plain(millionths(total))} ${item.unit}`,
    availableToSell: number(total),
    balanceTotalCost: number(multiply(total, item.cost)),
    onSales: zero,
    detailSellingPrice: [
      {
        price: number(item.unitPrice),
        effectiveDate: day,
        effectiveDateView: '01 Jan 2026',
        unit: unitOf(item.unit),
        priceCategory: { id: 50, name: 'Umum' },
      },
    ],
    detailWarehouseData: [...rows, transit(item.unit)],
  };
}

function warehouseBalance(warehouse: SourceWarehouse, balance: string, unit: string): Json {
  return {
    ...warehouseHead(warehouse),
    warehouseName: warehouse.name,
    balance: number(balance),
    balanceUnit: `${balance} ${unit}`,
    unit1Quantity: number(balance),
    unit2Quantity: zero,
  };
}

/** The vendor's own row: goods on the road between two warehouses. Its balance is real pairs, already counted elsewhere. */
function transit(unit: string): Json {
  return {
    id: 1,
    name: 'Transit (AOL System)',
    warehouseName: 'Transit (AOL System)',
    balance: number('3'),
    balanceUnit: `3 ${unit}`,
    unit1Quantity: number('3'),
    defaultWarehouse: false,
    scrapWarehouse: false,
    suspended: false,
    locationId: null,
    optLock: 0,
  };
}

export function warehouseHead(warehouse: SourceWarehouse): Json {
  return {
    id: warehouse.id,
    name: warehouse.name,
    description: null,
    pic: null,
    locationId: warehouse.id,
    defaultWarehouse: warehouse.isDefault,
    scrapWarehouse: warehouse.scrap,
    suspended: warehouse.suspended,
    optLock: 1,
  };
}

/** One row of a stock list: the total of an item, or its balance in one warehouse. */
export function stockRow(item: SourceItem, balances: readonly SourceBalance[]): Json {
  const total = sum(balances.map((balance) => balance.balance));
  return {
    id: item.id,
    no: item.no,
    name: item.name,
    quantity: number(total),
    quantityInAllUnit: `${plain(millionths(total))} ${item.unit}`,
    upcNo: null,
  };
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nov', 'Des'];

export function documentHead(doc: SourceDocument): Json {
  const total = sum(doc.lines.map((line) => line.totalPrice));
  const date = vendorDate(doc.date);
  return {
    id: doc.id,
    number: doc.number,
    transDate: date,
    transDateView: `${date.slice(0, 2)} ${monthNames[Number(date.slice(3, 5)) - 1]} ${date.slice(6)}`,
    status: 'PAID',
    statusName: 'Lunas',
    approvalStatus: 'APPROVED',
    customerId: doc.customer?.id ?? null,
    customer: doc.customer ? { id: doc.customer.id, name: doc.customer.name, customerNo: doc.customer.no } : null,
    branchId: doc.branch.id,
    branchName: doc.branch.name,
    subTotal: number(total),
    cashDiscount: zero,
    cashDiscPercent: '',
    totalAmount: number(total),
    ...(doc.kind === 'return' ? { returnAmount: number(total) } : {}),
    salesAmount: number(total),
    tax1Amount: number(doc.tax),
    dppAmount: number(plain(millionths(total) - millionths(doc.tax))),
    inclusiveTax: true,
    taxable: doc.tax !== '0',
    description: '',
    optLock: doc.optLock,
    lastUpdate: doc.lastUpdate,
  };
}

export function documentDetail(doc: SourceDocument): Json {
  return {
    ...documentHead(doc),
    ...(doc.kind === 'return' ? { invoiceId: null } : { receiptHistory: [], returnHistory: [] }),
    detailExpense: [],
    detailItem: doc.lines.map((line, i) => detailLine(doc, line, i)),
  };
}

function detailLine(doc: SourceDocument, line: SourceLine, index: number): Json {
  return {
    id: doc.id * 1000 + index + 1,
    seq: index + 1,
    itemId: line.itemId,
    item: { id: line.itemId, no: line.no, name: line.name },
    detailName: line.name,
    quantity: number(line.quantity),
    quantityDefault: number(line.quantity),
    unitPrice: number(line.unitPrice),
    unitRatio: number(String(line.unitRatio)),
    itemUnit: unitOf(line.unit),
    itemUnitId: unitOf(line.unit).id,
    itemDiscPercent: '',
    itemCashDiscount: zero,
    totalPrice: number(line.totalPrice),
    salesAmount: number(line.totalPrice),
    grossAmount: number(line.totalPrice),
    returnQuantity: zero,
    warehouseId: line.warehouse?.id ?? null,
    warehouse: line.warehouse,
    salesInvoiceId: doc.kind === 'invoice' ? doc.id : null,
    optLock: doc.optLock,
  };
}
